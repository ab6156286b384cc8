/** The token under which Nest gives the views file. */
export const VIEWS_STORE = Symbol('VIEWS_STORE');
