// By their own names, what is compiled of a decorated method asks Node for its global `Request` and `Response`: those of
// fetch, which Node then loads at the start, and nothing here uses it.
export type { Request as HttpRequest, Response as HttpResponse } from 'express';
