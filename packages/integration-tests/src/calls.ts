import { type Service, serviceNamed, services } from '@eks-practice/catalogue/services';

/** Every call that one service makes of another, as the catalogue has them: caller, then callee. */
export const calls: readonly (readonly [caller: Service, callee: Service])[] = services.flatMap((caller) =>
  caller.calls.map((callee) => [caller, serviceNamed(callee)] as const),
);
