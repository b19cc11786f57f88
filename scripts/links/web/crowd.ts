// Many tasks at once, some of each group: nothing is started before there is room for it.

export interface Room {
  /** Tasks under way, in all. */
  all: number;
  /** Tasks under way, of one group. */
  perGroup: number;
}

/** Groups take turns, those with the most tasks first, since they take longest. Rejects with what the first task throws. */
export async function runInGroups<T>(
  groups: Iterable<readonly T[]>,
  { all, perGroup }: Room,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...groups].sort((a, b) => b.length - a.length).map((items) => ({ items, next: 0, active: 0 }));
  let active = 0;
  await new Promise<void>((resolve, reject) => {
    let failed = false;
    const start = (group: (typeof waiting)[number]): boolean => {
      const item = group.items[group.next];
      if (failed || item === undefined || active >= all || group.active >= perGroup) return false;
      group.next++;
      group.active++;
      active++;
      task(item).then(
        () => {
          group.active--;
          active--;
          if (!start(group)) admit();
          if (active === 0 && !failed) resolve();
        },
        (error) => {
          failed = true;
          reject(error);
        },
      );
      return true;
    };
    // Groups before this one are done, or as full as they may be.
    let first = 0;
    const admit = (): void => {
      while (first < waiting.length && isDone(waiting[first])) first++;
      for (let round = 0; round < perGroup && active < all; round++) {
        let started = false;
        for (let index = first; index < waiting.length && active < all; index++) {
          const group = waiting[index];
          if (group && start(group)) started = true;
        }
        if (!started) return;
      }
    };
    admit();
    if (active === 0) resolve();
  });
}

function isDone(group: { items: readonly unknown[]; next: number } | undefined): boolean {
  return group !== undefined && group.next >= group.items.length;
}
