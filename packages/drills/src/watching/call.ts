import { serviceNamed } from '@eks-practice/catalogue/services';
import { entryService } from '@eks-practice/loadtests/entry-service';

/** The service that users reach, and the one that it calls: what goes wrong with the one is seen at the other. */
export const caller = serviceNamed(entryService);
export const callee = serviceNamed(caller.calls[0] ?? entryService);

/** The caller's deadline for an answer of the callee, in milliseconds: the default of service-kit's UPSTREAM_DEADLINE_MS. */
export const deadlineMs = 2_000;

/** What an answer may take on top of a deadline on a busy machine, in milliseconds; far from what a hang would take. */
export const marginMs = 1_500;
