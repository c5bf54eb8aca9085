// How numbers, sizes, durations and times are written, in the window and on the command line.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const twoDigits = (number: number) => String(number).padStart(2, '0')

/** `1,284` of a whole number. Without Intl, which takes 7 MB and 10 ms when it is first used (Node 24). */
export function formatCount(count: number): string {
  return String(count).replace(thousands, ',')
}

const thousands = /\B(?=(\d{3})+$)/g

/** `241 ms`, `3.04 s`, `11.3 s`, `2 m 04 s`, `1 h 02 m` from milliseconds. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)} ms`
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} m ${twoDigits(whole % 60)} s`
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} m`
}

/** A duration that still grows: tenths of a second, so that its width holds while it counts. */
export function formatElapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000
  return seconds < 59.95 ? `${seconds.toFixed(1)} s` : formatDuration(milliseconds)
}

/** `312 B`, `18.4 kB`, `118 kB`, `41.2 MB`: decimal, as on the wire and in browsers. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let amount = bytes / 1000
  for (const unit of ['kB', 'MB', 'GB']) {
    if (amount < 99.95) return `${withTenths(amount)} ${unit}`
    if (amount < 999.5 || unit === 'GB') return `${Math.round(amount)} ${unit}`
    amount /= 1000
  }
  return `${Math.round(amount)} GB`
}

/** What toFixed(1) says, ties up: the log asks for each exchange, and toFixed is slow. */
function withTenths(amount: number): string {
  const tenths = Math.round(amount * 10)
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** Local time of day, `14:31:19`. */
export function formatClock(epoch: number): string {
  const at = new Date(epoch)
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}:${twoDigits(at.getSeconds())}`
}

/** Local time to the second; another day than `now` has its date before it: `12 Jun 14:31:19`. */
export function formatTime(epoch: number, now: number): string {
  return isSameDay(epoch, now) ? formatClock(epoch) : `${formatDay(epoch, now)} ${formatClock(epoch)}`
}

/** Local date and time to the minute: `Today, 14:20`, `12 Jun, 18:40`, `2 Apr 2024, 08:55`. */
export function formatMoment(epoch: number, now: number): string {
  const day = isSameDay(epoch, now) ? 'Today' : formatDay(epoch, now)
  return `${day}, ${formatClock(epoch).slice(0, 5)}`
}

/** Whether both are on the same local day. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}

/** `1 route`, `11 routes`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

function formatDay(epoch: number, now: number): string {
  const at = new Date(epoch)
  const day = `${at.getDate()} ${months[at.getMonth()]}`
  return at.getFullYear() === new Date(now).getFullYear() ? day : `${day} ${at.getFullYear()}`
}
