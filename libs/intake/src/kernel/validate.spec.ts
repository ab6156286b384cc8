import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { RefusedInputError } from './refusal';
import { validated } from './validate';

class Leaf {
  @IsInt({ message: 'must be an integer' }) size!: number;
}

class Tree {
  @IsString({ message: 'must be a text' }) name!: string;

  @IsOptional() @IsObject() @ValidateNested() @Type(() => Leaf) root?: Leaf;

  @IsOptional() @IsArray() @ValidateNested() @Type(() => Leaf) leaves?: Leaf[];

  @IsOptional() @IsObject() @ValidateNested() @Type(() => Tree) child?: Tree;
}

function refusal(value: Record<string, unknown>): { code: string; field: string; message: string } {
  try {
    validated(Tree, value);
  } catch (error) {
    if (error instanceof RefusedInputError) return error as ReturnType<typeof refusal>;
    throw error;
  }
  throw new Error('it was let in');
}

describe('validated', () => {
  it('gives an instance of the class, with what the class does not know', () => {
    const tree = validated(Tree, { name: 'oak', root: { size: 5, wet: true }, grown: 'in Devon' });
    expect(tree).toBeInstanceOf(Tree);
    expect(tree.root).toBeInstanceOf(Leaf);
    expect(tree).toEqual({ name: 'oak', root: { size: 5, wet: true }, grown: 'in Devon' });
  });

  it.each([
    ['name', {}],
    ['name', { name: 5 }],
    ['root', { name: 'oak', root: 'deep' }],
    ['root.size', { name: 'oak', root: { size: '5' } }],
    ['leaves[1].size', { name: 'oak', leaves: [{ size: 1 }, { size: 1.5 }, { size: 'x' }] }],
    ['leaves[0]', { name: 'oak', leaves: ['green'] }],
    ['child.child.leaves[2].size', { name: 'a', child: { name: 'b', child: { name: 'c', leaves: leaves(3) } } }],
  ])('names %s as the first bad field', (field, value) => {
    expect(refusal(value)).toMatchObject({ code: 'invalid_field', field });
  });

  it('says the field and what it must be, in one sentence', () => {
    expect(refusal({ name: 'oak', leaves: [{}] }).message).toBe('leaves[0].size must be an integer');
  });

  it('leaves the value that was given as it was', () => {
    const value = Object.freeze({ name: 'oak', root: Object.freeze({ size: 5 }) });
    expect(() => validated(Tree, value)).not.toThrow();
  });
});

/** So many leaves, the last of them bad. */
function leaves(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ size: index === count - 1 ? null : index }));
}
