// What is measured of the window, each with the figure that it must not exceed.
import { burstFigures } from './scenario-burst.ts'
import { largeBodyFigures } from './scenario-large-body.ts'
import { longListFigures } from './scenario-long-list.ts'

export type Figures = Record<string, { value: number; most?: number }>

export const scenarios: { name: string; run(upstream: string): Promise<Figures> }[] = [
  { name: '100,000 exchanges', run: longListFigures },
  { name: '1,000 exchanges a second', run: burstFigures },
  { name: 'A JSON body of 20 MB', run: largeBodyFigures },
]
