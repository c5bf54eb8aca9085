// Certificates for tests, made on the spot: an authority of one's own, and what it signs for any name and time.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

export interface Certificate {
  /** PEM. */
  cert: string
  /** PEM. */
  key: string
}

export interface CertificateOptions {
  /** DNS names and IPv4 addresses. */
  names: readonly string[]
  notBefore?: Date
  notAfter?: Date
}

export interface Authority {
  /** PEM: what a client has to trust. */
  cert: string
  issue(options: CertificateOptions): Certificate
}

const day = 24 * 60 * 60 * 1000

/** Its own certificate is valid from ten days ago to ten days from now. */
export function createAuthority(name = 'Test authority'): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name, key: privateKey }
  return {
    cert: certificate({ subject: name, publicKey, extensions: [isAuthority], issuer, ...validity({}) }),
    issue: (options) => issue(options, issuer),
  }
}

export function selfSigned(options: CertificateOptions): Certificate {
  return issue(options, null)
}

/** @param issuer null: the certificate vouches for itself */
function issue(options: CertificateOptions, issuer: Issuer | null): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = options.names[0] ?? 'nobody'
  return {
    cert: certificate({
      subject,
      publicKey,
      extensions: [alternativeNames(options.names)],
      issuer: issuer ?? { name: subject, key: privateKey },
      ...validity(options),
    }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function validity({ notBefore, notAfter }: Partial<CertificateOptions>) {
  return {
    notBefore: notBefore ?? new Date(Date.now() - 10 * day),
    notAfter: notAfter ?? new Date(Date.now() + 10 * day),
  }
}

interface Issuer {
  name: string
  key: KeyObject
}

interface CertificateParts {
  subject: string
  publicKey: KeyObject
  extensions: readonly Buffer[]
  issuer: Issuer
  notBefore: Date
  notAfter: Date
}

/** RFC 5280 4.1, signed with ECDSA and SHA-256. */
function certificate({ subject, publicKey, extensions, issuer, notBefore, notAfter }: CertificateParts): string {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'))
  const serial = randomBytes(8)
  // Positive, and with no leading zero.
  serial[0] = 0x40 | ((serial[0] as number) & 0x3f)
  const signed = sequence(
    value(0xa0, value(0x02, Buffer.from([2]))),
    value(0x02, serial),
    algorithm,
    distinguishedName(issuer.name),
    sequence(utcTime(notBefore), utcTime(notAfter)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    value(0xa3, sequence(...extensions)),
  )
  const der = sequence(signed, algorithm, value(0x03, Buffer.from([0]), sign('sha256', signed, issuer.key)))
  const base64 = der.toString('base64').replace(/.{1,64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${base64}-----END CERTIFICATE-----\n`
}

const isAuthority = sequence(
  objectId('2.5.29.19'),
  value(0x01, Buffer.from([0xff])),
  value(0x04, sequence(value(0x01, Buffer.from([0xff])))),
)

function alternativeNames(names: readonly string[]): Buffer {
  const list = names.map((name) =>
    isIPv4(name) ? value(0x87, Buffer.from(name.split('.').map(Number))) : value(0x82, Buffer.from(name)),
  )
  return sequence(objectId('2.5.29.17'), value(0x04, sequence(...list)))
}

function distinguishedName(commonName: string): Buffer {
  return sequence(value(0x31, sequence(objectId('2.5.4.3'), value(0x0c, Buffer.from(commonName)))))
}

/** `YYMMDDhhmmssZ`. */
function utcTime(date: Date): Buffer {
  return value(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))
}

function sequence(...parts: Buffer[]): Buffer {
  return value(0x30, ...parts)
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [40 * first + second]
  for (const number of rest) {
    const groups = [number & 0x7f]
    for (let left = number >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return value(0x06, Buffer.from(bytes))
}

/** One DER value: tag, length, contents. */
function value(tag: number, ...parts: Buffer[]): Buffer {
  const contents = Buffer.concat(parts)
  const { length } = contents
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), contents])
}
