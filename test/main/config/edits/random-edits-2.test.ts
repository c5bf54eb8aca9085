// Random edits of the second third of the config files.
import { describeRandomEdits } from './random-edits-property.ts'

describeRandomEdits(2)
