// Grey bars in the place of rows, only once loading has taken so long that nothing would look broken.
import { useEffect, useState } from 'react'
import styles from './skeleton.module.css'

const patienceMs = 150
const rows = ['40%', '28%', '36%', '22%', '32%', '26%', '38%', '24%']

export function Skeleton() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className={styles.rows} aria-busy="true">
      <span className="visually-hidden">Loading</span>
      {rows.map((width) => (
        <div key={width} className={styles.row} aria-hidden="true">
          <i className={styles.bar} />
          <i className={styles.bar} style={{ width }} />
        </div>
      ))}
    </div>
  )
}
