import 'reflect-metadata';

const MARK = Symbol('callscope:projection');

/** Marks a class as a projection: the kernel makes one of it and runs it. Its constructor takes nothing. */
export function Projection(): ClassDecorator {
  return (target) => {
    Reflect.defineMetadata(MARK, true, target);
  };
}

export function isProjection(target: object): boolean {
  return Reflect.getOwnMetadata(MARK, target) === true;
}
