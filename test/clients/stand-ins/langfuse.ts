// Stands in for us.cloud.langfuse.com, in the shapes of its ingestion API.
import type { UpstreamHandler } from '../../support/upstream.ts'
import { sendJson } from './send.ts'

export const langfusePublicKey = 'pk-lf-the-real-public-key'
export const langfuseSecretKey = 'sk-lf-the-real-secret-key'

/** `Basic` with both, as the API wants it. */
export const langfuseAuthorization = `Basic ${Buffer.from(`${langfusePublicKey}:${langfuseSecretKey}`).toString('base64')}`

/** An event of a trace with this name is refused. */
export const refusedName = 'refused'

export interface IngestionEvent {
  id: string
  type: string
  body: { name?: string; [key: string]: unknown }
}

export const answerAsLangfuse: UpstreamHandler = async (request, response, received) => {
  const recorded = await received
  if (request.headers.authorization !== langfuseAuthorization) {
    const message = 'Invalid credentials. Confirm that you have configured the correct host.'
    return sendJson(response, 401, { error: 'UnauthorizedError', message })
  }
  const { batch } = JSON.parse(recorded.body.toString()) as { batch: IngestionEvent[] }
  const isRefused = ({ body }: IngestionEvent) => body.name === refusedName
  sendJson(response, 207, {
    successes: batch.filter((event) => !isRefused(event)).map(({ id }) => ({ id, status: 201 })),
    errors: batch
      .filter(isRefused)
      .map(({ id }) => ({ id, status: 400, message: 'Invalid request data', error: 'Name is refused' })),
  })
}
