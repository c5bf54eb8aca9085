// Saves a file again and again, each time with the next number all through its text, until it is killed.
import { writeFileAtomically } from '../../../src/main/config/write-file.ts'

const [path, from, lines] = process.argv.slice(2) as [string, string, string]
const textOf = (number: number) => `# ${number}\n`.repeat(Number(lines))

let number = Number(from)
for (;;) {
  const before = textOf(number)
  number++
  await writeFileAtomically(path, textOf(number), before)
  process.stdout.write('.')
}
