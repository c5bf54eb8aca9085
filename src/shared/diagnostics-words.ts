// What is said when the diagnostics are copied, so that who passes them on knows what is in them.

export const copiedDiagnostics =
  'Copied versions, counts, changed settings and the last errors. No secrets, no paths of routes, no hosts of targets.'
