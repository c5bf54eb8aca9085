// Empties a field that held a secret when it leaves the page: its element may be held for a while after that.
import { type RefObject, useEffect } from 'react'

export function useForgottenValue(field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const element = field.current
    return () => {
      if (element) element.value = ''
    }
  }, [field])
}
