/**
 * ESLint rule: every export of core, api and host says in a doc comment what it promises.
 *
 * A type that only repeats what another exported declaration of the file says (`type Actor = InferOutput<typeof Actor>`,
 * `type Standing = (typeof standings)[number]`) needs none of its own: one comment for the pair is enough.
 */

/** @type {import('eslint').Rule.RuleModule} */
export const docCommentRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { missing: 'The export "{{name}}" needs a doc comment: what it promises, its units and what it throws.' },
  },
  create(context) {
    const { sourceCode } = context;

    /** @param {any} node */
    const isDocumented = (node) => {
      const last = sourceCode.getCommentsBefore(node).at(-1);
      return last?.type === 'Block' && last.value.startsWith('*');
    };

    /** @param {any} declaration @returns {string[]} */
    const namesOf = (declaration) =>
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.map((/** @type {any} */ one) => sourceCode.getText(one.id).split(':')[0])
        : [declaration.id?.name ?? 'default'];

    return {
      Program(program) {
        const exported = program.body.flatMap((/** @type {any} */ node) =>
          node.type === 'ExportNamedDeclaration' && node.declaration ? [node] : [],
        );
        const documented = new Set(exported.filter(isDocumented).flatMap((node) => namesOf(node.declaration)));

        const reported = new Set();
        for (const node of exported) {
          const { declaration } = node;
          const names = namesOf(declaration);
          if (names.some((name) => documented.has(name) || reported.has(name))) continue;
          if (declaration.type === 'TSTypeAliasDeclaration') {
            const [, source] = /\btypeof (\w+)/.exec(sourceCode.getText(declaration.typeAnnotation)) ?? [];
            if (source && documented.has(source)) continue;
          }
          names.forEach((name) => reported.add(name));
          context.report({ node, messageId: 'missing', data: { name: names.join(', ') } });
        }
      },
    };
  },
};
