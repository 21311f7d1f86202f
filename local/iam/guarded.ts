import { type Authorizer, type Caller } from './access';
import { type RightsOf, authorizeAll } from './rights';

type Operation<I, C> = (input: I, context: C) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Operations that first ask whether their caller may. The table has an entry for each of them: one
 * that is left out does not compile, so that none is let through.
 */
export function guarded<N extends string, I, C extends { readonly caller: Caller }>(
  operations: Readonly<Record<N, Operation<I, C>>>,
  rights: Readonly<Record<NoInfer<N>, RightsOf<I>>>,
  authorizer: Authorizer,
): Record<string, Operation<I, C>> {
  const names = Object.keys(operations) as N[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (input: I, context: C) => {
        authorizeAll(authorizer, context.caller, rights[name](input));
        return operations[name](input, context);
      },
    ]),
  );
}
