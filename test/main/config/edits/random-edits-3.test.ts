// Random edits of the last third of the config files.
import { describeRandomEdits } from './random-edits-property.ts'

describeRandomEdits(3)
