import { type MapState } from '../../definition/states';
import { type Json } from '../../json';
import { Payload } from '../payload';
import { type Visit } from '../visit';

/** The input of one iteration: the item, or what ItemSelector makes of it. */
export async function selectItem(
  state: MapState,
  visit: Visit,
  index: number,
  item: Json,
): Promise<Payload> {
  const payload =
    state.ItemSelector === undefined
      ? Payload.of(item)
      : Payload.of(
          await visit.evaluate(state.ItemSelector, 'ItemSelector', {
            mapContext: mapContext(index, item),
          }),
        );
  visit.checkSize(payload);
  return payload;
}

/** `$states.context.Map`. */
export function mapContext(index: number, item: Json): { readonly Item: Json } {
  return { Item: { Index: index, Value: item } };
}
