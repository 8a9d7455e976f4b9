/** What to paste, by the place it is pasted into. HOST, PAGE, CODE and KEY stand for what an entry point's own snippet says. */
export const SNIPPETS = [
  {
    id: 'html',
    title: 'Plain HTML',
    code: `<script async src="HOST/widget.js"></script>
<messenger-button entry="KEY" data-ref="order-55"><a href="https://m.me/PAGE?ref=CODE">Message us</a></messenger-button>`,
  },
  {
    id: 'wordpress',
    title: 'WordPress: a “Custom HTML” block',
    code: `<messenger-button entry="KEY" data-ref="newsletter"><a href="https://m.me/PAGE?ref=CODE">Message us</a></messenger-button>
<script async src="HOST/widget.js"></script>`,
  },
  {
    id: 'shopify',
    title: 'Shopify: a “Custom Liquid” section on the product page',
    code: `<messenger-button entry="KEY" data-ref="product-{{ product.id }}"><a href="https://m.me/PAGE?ref=CODE">Ask about this</a></messenger-button>
<script async src="HOST/widget.js"></script>`,
  },
  {
    id: 'tag-manager',
    title: 'Google Tag Manager: a “Custom HTML” tag on all pages',
    code: `<script>
  (function () {
    var bubble = document.createElement('messenger-bubble');
    var link = document.createElement('a');
    var script = document.createElement('script');
    link.href = 'https://m.me/PAGE?ref=CODE';
    link.textContent = 'Message us';
    bubble.setAttribute('entry', 'KEY');
    bubble.appendChild(link);
    document.body.appendChild(bubble);
    script.async = true;
    script.src = 'HOST/widget.js';
    document.head.appendChild(script);
  })();
</script>`,
  },
  {
    id: 'next',
    title: 'Next.js: a component of the app router',
    code: `import Script from 'next/script';

export function MessageUs({ order }: { order: string }) {
  return (
    <>
      <Script src="HOST/widget.js" strategy="afterInteractive" />
      <messenger-button entry="KEY" data-ref={order}>
        <a href="https://m.me/PAGE?ref=CODE">Message us</a>
      </messenger-button>
    </>
  );
}`,
  },
  {
    id: 'takeover',
    title: 'Instead of Meta’s script, with Meta’s markup as it is',
    code: `<script async src="HOST/widget.js" data-takeover></script>
<div class="fb-send-to-messenger" messenger_app_id="APP" page_id="PAGE" data-ref="order-55" color="blue" size="large"></div>`,
  },
];
