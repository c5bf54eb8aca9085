// Types of undici's own files, which the package only describes for its main file.

declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici'
  export default buildConnector
}

declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici'
  export default Client
}

declare module 'undici/lib/core/errors.js' {
  import { errors } from 'undici'
  export default errors
}

declare module 'undici/lib/core/symbols.js' {
  const symbols: {
    readonly kQueue: symbol
    readonly kPendingIdx: symbol
    readonly kSize: symbol
    readonly kSocket: symbol
    readonly kParser: symbol
  }
  export default symbols
}
