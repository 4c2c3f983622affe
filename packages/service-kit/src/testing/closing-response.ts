import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

/** As much of a response as tells how it closes, which it does when the test emits `close`. */
export function closingResponse(
  state: Partial<Pick<ServerResponse, 'closed' | 'writableFinished'>> = {},
): ServerResponse {
  return Object.assign(new EventEmitter(), {
    closed: false,
    writableFinished: false,
    ...state,
  }) as unknown as ServerResponse;
}
