import { answeredByAws } from './aws-error.ts';

/** All items of an answer that comes in pages. */
export async function everyPage<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const read = async (): Promise<Item[]> => {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
    return items;
  };
  return answeredByAws(read());
}
