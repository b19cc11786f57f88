// Functions that work out something about an object once.

/** @returns the function, which keeps what it returned for as long as the object is there */
export function memoized<T extends object, Result>(make: (object: T) => Result): (object: T) => Result {
  const results = new WeakMap<T, Result>();
  return (object) => {
    const result = results.get(object) ?? make(object);
    results.set(object, result);
    return result;
  };
}
