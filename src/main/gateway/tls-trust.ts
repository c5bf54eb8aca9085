// Which certificate authorities are trusted: Node's own, the system's store and NODE_EXTRA_CA_CERTS.
import { readFileSync } from 'node:fs'
import tls, { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'

/** Where Linux distributions keep the system's store as one file (https://go.dev/src/crypto/x509/root_linux.go). */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** Node 22.15 and later read the system's store themselves. */
type ReadsStores = { getCACertificates?: (type: 'system' | 'extra') => string[] }

/**
 * One context for all connections, made when the first is opened: reading the stores takes some 20 ms.
 */
export function createTrust(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): () => SecureContext {
  let context: SecureContext | undefined
  return () => {
    context ??= createSecureContext({ ca: [...rootCertificates, ...systemStore(environment), ...extra(environment)] })
    return context
  }
}

function systemStore(environment: Readonly<Record<string, string | undefined>>): string[] {
  const { getCACertificates } = tls as ReadsStores
  if (getCACertificates) return getCACertificates('system')
  const named = environment.SSL_CERT_FILE
  for (const path of named ? [named] : systemBundles) {
    const certificates = readCertificates(path)
    if (certificates.length > 0) return certificates
  }
  return []
}

function extra(environment: Readonly<Record<string, string | undefined>>): string[] {
  const path = environment.NODE_EXTRA_CA_CERTS
  return path ? readCertificates(path) : []
}

/** Empty where the file is not there: the store of another distribution is then tried. */
function readCertificates(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  } catch {
    return []
  }
}
