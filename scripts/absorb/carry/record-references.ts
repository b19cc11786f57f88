// A name on the page that stands where a record refers to another → what that record says there.
import { newEntry } from "../../forms/entry.ts";
import { type Entry, nameOf, urlOf } from "../../record/entry.ts";
import { bareName } from "../../record/find.ts";
import type { Kind, Reference } from "../../record/kinds.ts";
import { entriesOf, type List } from "../../record/list.ts";
import { nearest } from "../../text/did-you-mean.ts";
import { isObject } from "../../text/json.ts";
import { urlKey } from "../../text/url.ts";
import { writtenAs } from "../find/shown-text.ts";
import type { ValuePlace } from "../record-place.ts";
import { type Carrying, NotCarried } from "./carrying.ts";

/**
 * @param url - where the name leads; `undefined` when it is no link
 * @param old - what the record said there
 */
export function referenceTo(
  carrying: Carrying,
  { reference, schema }: ValuePlace,
  name: string,
  url: string | undefined,
  old: unknown,
): unknown {
  if (!reference) return name;
  const list = carrying.hasNewRecords() ? carrying.listNow() : carrying.today.list;
  const { to, by } = reference;
  const byName = list.byName.get(to.name);
  const ownText = schema["x-text"];
  if (isObject(old) && ownText !== undefined && url === undefined && !byName?.has(name))
    return { ...old, [ownText]: name };
  const found = referredBy(list, reference, name, url);
  if (found) {
    const { entry, value, says } = found;
    const was = typeof old === "string" ? (by === "id" ? list.byId.get(to.name) : byName)?.get(old) : undefined;
    if (says !== undefined && was === entry) {
      const question = `If it is called “${name}” now: npm run rename "${nameOf(was)}" "${name}"`;
      throw new NotCarried(`“${name}” leads to “${nameOf(was)}”, which is called so everywhere`, question);
    }
    if (says !== undefined) carrying.says.push(says);
    return value;
  }
  const unknown = `there is no ${to.noun} “${name}”`;
  const add = new NotCarried(unknown, `Add it with: npm run new ${to.name}`);
  if (carrying.awaited.has(to)) throw add;
  const close = nearest(name, byName?.keys() ?? []);
  if (close !== undefined) {
    const question = `Is “${close}” meant? If not, add “${name}” with: npm run new`;
    throw new NotCarried(unknown, question);
  }
  if (url !== undefined && to.urlField !== undefined) {
    const id = newReferred(carrying, to, name, { [to.nameField]: name, [to.urlField]: url });
    return by === "id" ? id : name;
  }
  const text = reference.schema["x-text"];
  if (text !== undefined) return { [text]: name };
  throw add;
}

/** The record that a name or a URL means, what is written there, and what the page will show otherwise. */
function referredBy(
  list: List,
  { to, by }: Reference,
  name: string,
  url: string | undefined,
): { entry: Entry; value: string; says: string | undefined } | undefined {
  const entries = entriesOf(list, to);
  const written = (entry: Entry): string => (by === "id" ? entry.id : nameOf(entry));
  const otherUrl = (entry: Entry): string | undefined => {
    const own = urlOf(entry);
    if (url === undefined || own === undefined || urlKey(url) === urlKey(own)) return undefined;
    return `the URL of “${nameOf(entry)}” stays ${own}, and does not become ${url}`;
  };
  const named = by === "name" ? list.byName.get(to.name)?.get(name) : entries.find((entry) => nameOf(entry) === name);
  if (named) return { entry: named, value: by === "name" ? name : named.id, says: otherUrl(named) };
  const atUrl = url === undefined ? undefined : entries.find((entry) => urlKey(urlOf(entry) ?? "") === urlKey(url));
  if (atUrl) {
    const says = `“${name}” is “${nameOf(atUrl)}” here, which has that URL`;
    return { entry: atUrl, value: written(atUrl), says };
  }
  const [only, ...others] = entries.filter((entry) => bareName(nameOf(entry)) === bareName(name));
  if (!only || others.length > 0) return undefined;
  return { entry: only, value: written(only), says: otherUrl(only) ?? writtenAs(name, nameOf(only)) };
}

/** Makes a record that a new row refers to and that the list does not have yet. @returns its id */
function newReferred(carrying: Carrying, kind: Kind, name: string, described: Record<string, string>): string {
  const { id, file, text } = newEntry(carrying.today.list, kind, described);
  // Another row may have made it already.
  const known = carrying.source(file);
  const isBrought = carrying.drafts.has(file) && known === text;
  if (!isBrought && (id === "" || known !== undefined))
    throw new NotCarried(`there is no ${kind.noun} “${name}”`, `Add it with: npm run new ${kind.name}`);
  if (!isBrought) carrying.says.push(`${file} is new`);
  carrying.drafts.set(file, text);
  return id;
}
