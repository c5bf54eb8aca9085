// Says on the Settings page which files were damaged, where they are now and what holds instead.
import { useStore } from 'zustand'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { describeDamage, dismissDamage, dismissedDamage, revealData, system } from './system-store.ts'

export function DamageBanners() {
  const setAside = useLive(system).value?.setAside ?? []
  const dismissed = useStore(dismissedDamage).paths
  return setAside
    .filter(({ path }) => !dismissed.includes(path))
    .map((each) => {
      const { fact, remedy } = describeDamage(each)
      return (
        <Banner
          key={each.path}
          kind="warn"
          fact={fact}
          actions={
            <>
              <Button size="small" onClick={() => void attempt(revealData)}>
                Open folder
              </Button>
              <Button size="small" onClick={() => dismissDamage(each.path)}>
                Dismiss
              </Button>
            </>
          }
        >
          {remedy}
        </Banner>
      )
    })
}
