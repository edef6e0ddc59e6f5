// Keeps nodes where a person has got to know them: what comes is placed beside what is there, what goes leaves a gap.

import { scene } from "./scene.js";
import { lang, say } from "./words.js";

const FEW = 4; // nodes that make no picture yet
const MANY = 300; // new nodes for which a picture is made anew

export class Arrangement {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.layout = "";
    this.shown = "";
    /** @type {object|null} */ this.settled = null;
    /** @type {import("./scene.js").Scene} */ this.scene = { spots: new Map(), links: [], cards: [], places: new Map(), frames: new Map() };
  }

  /**
   * Bring the scene up to date; keep in the state where things stand, if that is not as a new picture would have it.
   * @returns {{changed: boolean, anew: boolean, added: string[]}}
   */
  update() {
    const { state } = this.store;
    const names = [...this.store.nodes.keys()];
    const mark = this.mark(names);
    if (mark === this.shown) return { changed: false, anew: false, added: [] };
    const told = Object.keys(state.places).length > 0;
    const before = this.scene.places;
    const same = before.size === names.length && names.every((iri) => before.has(iri));
    const still = same && !this.store.anew && this.layout === state.layout && this.settled === state.places;
    const held = still || (!told && this.continues(names)) ? before : told ? new Map(Object.entries(state.places)) : null;
    const words = { other: say("other") };
    this.scene = scene(this.store, lang, words, held && { places: held, frames: still ? this.scene.frames : null }, !still && told && state.tongue !== lang);
    this.layout = state.layout;
    const { places } = this.scene;
    if (!held) this.store.settle({});
    else if (!still && (told ? names.some((iri) => !held.has(iri)) : !same)) this.store.settle(Object.fromEntries(places));
    this.settled = this.store.state.places;
    this.shown = this.mark(names);
    this.store.anew = false;
    return { changed: true, anew: !held || !before.size, added: names.filter((iri) => !before.has(iri)) };
  }

  /** All that a scene is made of. @param {string[]} names */
  mark(names) {
    const { layout, off, places, colour } = this.store.state;
    return JSON.stringify([names, layout, off, places, colour]);
  }

  /** Whether the picture of now goes on from the last one. @param {string[]} names */
  continues(names) {
    const { places } = this.scene;
    const stay = names.filter((iri) => places.has(iri)).length;
    return !this.store.anew && this.layout === this.store.state.layout && stay >= Math.min(FEW, names.length)
      && stay * 2 >= places.size && names.length - stay <= MANY;
  }
}
