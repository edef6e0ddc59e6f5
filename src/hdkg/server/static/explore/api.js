// What the page asks of its own server.

/**
 * @typedef {{iri: string, zh: string, en: string, kind: string, group: string, areas: string[], counties: string[], years: string[],
 *   periods: string[], reading: string, degree: number}} Thing
 * @typedef {{from: string, to: string, relation: string, reading: string, claim: string}} Link
 * @typedef {{nodes: Thing[], links: Link[], left: number}} View
 */

const PLACE = "/explore/api/";

/** Why there is no answer, in words of the server's. */
export class Refused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} name
 * @param {Object<string, string|number|boolean>} [params]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export function get(name, params = {}, signal) {
  const query = new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)])).toString();
  return answer(fetch(`${PLACE}${name}${query && `?${query}`}`, { signal, headers: { Accept: "application/json" } }));
}

/**
 * @param {string} name
 * @param {any} body
 * @param {Object<string, string>} [headers]
 * @returns {Promise<any>}
 */
export function post(name, body, headers = {}) {
  return answer(fetch(`${PLACE}${name}`, {
    method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body),
  }));
}

/**
 * Ask the SPARQL endpoint for a graph.
 * @param {string} query
 * @returns {Promise<string>} Turtle
 */
export async function turtle(query) {
  const response = await fetch("/sparql", {
    method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "text/turtle" }, body: query,
  });
  if (!response.ok) throw new Refused(response.status, await response.text());
  return response.text();
}

async function answer(request) {
  const response = await request;
  if (!response.ok) throw new Refused(response.status, (await response.text()).trim());
  return response.json();
}
