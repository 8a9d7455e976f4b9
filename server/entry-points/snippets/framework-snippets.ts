import type { Snippet } from '../../../shared/api/entry-points.ts';
import { escapeHtml, type SnippetSubject, writeElement } from './write-element.ts';

const TYPES = 'with the package installed, import type {} from';

/** For sites that are rendered by a framework; `order` stands for whatever the element is about. */
export function frameworkSnippets(publicUrl: string, subject: SnippetSubject): Snippet[] {
  const src = `${escapeHtml(publicUrl)}/widget.js`;
  const dynamic = writeElement(subject, 'data-ref={order}');
  return [
    {
      id: 'react',
      title: 'React 19: a component',
      language: 'tsx',
      code: writeComponent(`<script async src="${src}" />`, dynamic),
      note: `React puts the script into the head, once. Types: ${TYPES} 'threadtie/react'.`,
    },
    {
      id: 'next',
      title: 'Next.js: a component of the app router',
      language: 'tsx',
      code: `import Script from 'next/script';\n\n${writeComponent(`<Script src="${src}" strategy="afterInteractive" />`, dynamic)}`,
      note: `Types: ${TYPES} 'threadtie/react'.`,
    },
    {
      id: 'vue',
      title: 'Vue 3: a component',
      language: 'vue',
      code: `<script setup lang="ts">
defineProps<{ order: string }>();
</script>

<template>
  ${writeElement(subject, ':data-ref="order"')}
</template>`,
      note: `index.html has <script async src="${src}"></script>, the compiler isCustomElement: (tag) => tag.startsWith('messenger-'). Types: ${TYPES} 'threadtie/vue'.`,
    },
    {
      id: 'svelte',
      title: 'Svelte 5: a component',
      language: 'svelte',
      code: `<script lang="ts">
  let { order }: { order: string } = $props();
</script>

<svelte:head><script async src="${src}"></script></svelte:head>

${dynamic}`,
      note: `Types: ${TYPES} 'threadtie/svelte'.`,
    },
  ];
}

function writeComponent(script: string, element: string): string {
  return `export function MessageUs({ order }: { order: string }) {
  return (
    <>
      ${script}
      ${element}
    </>
  );
}`;
}
