import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const tutorial = [
  ['A first trace', '01-first-trace'], ['The f–I curve', '02-f-i-curve'], ['A synapse', '03-a-synapse'], ['Noise, and intervals', '04-noise'],
  ['A network', '05-a-network'], ["A model of one's own", '06-own-model'], ['Plasticity', '07-plasticity'], ['Freeze, test, keep', '08-freeze-and-keep'],
  ['Neuromodulation', '09-neuromodulation'], ['A closed loop', '10-closed-loop'],
]

const pages = (text, list) => ({ text, collapsed: false, items: list.map(([text, link]) => ({ text, link })) })

// What a class of Ranvier is called in a page links to its javadoc: `Simulation`, `Stdp.pair()`, `simulation.run` does not.
const base = process.env.RANVIER_SITE_BASE ?? '/'
const classes = readClasses(join(dirname(fileURLToPath(import.meta.url)), '../../target/javadoc/type-search-index.js'))

function readClasses(index) {
  if (!existsSync(index)) return new Map()
  const listed = JSON.parse(readFileSync(index, 'utf8').replace(/^typeSearchIndex = /, '').replace(/;\s*updateSearchResults\(\);\s*$/, ''))
  const found = new Map()
  for (const { p, l } of listed.filter(({ p }) => p)) {
    const name = l.replace(/<.*/, '')
    // A name that several packages have is that of what scripts import, or nobody's.
    const url = `${p.replaceAll('.', '/')}/${name}.html`
    found.set(name, !found.has(name) || p === 'org.ranvier.networks' ? url : found.get(name)?.startsWith('org/ranvier/networks/' + name) ? found.get(name) : null)
  }
  return found
}

function classOf(code) {
  const [, nested, outer] = /^(?:new )?(([A-Z]\w+)(?:\.[A-Z]\w+)*)(?=$|[.(#])/.exec(code) ?? []
  return nested && (classes.get(nested) ?? classes.get(outer))
}

function linkClasses(md) {
  const plain = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (tokens, k, options, env, self) => {
    const html = plain(tokens, k, options, env, self)
    const inLink = tokens.slice(0, k).reduce((depth, t) => depth + (t.type === 'link_open') - (t.type === 'link_close'), 0) > 0
    const url = inLink ? null : classOf(tokens[k].content)
    return url ? `<a href="${base}javadoc/${url}" target="_self">${html}</a>` : html
  }
}

// The pages are copied from docs, where modules of node would not be found; mvn -N package -Psite builds them into target/site.
export default defineConfig({
  title: 'Ranvier',
  description: 'An event-driven simulator of spiking neural networks',
  srcDir: 'pages',
  outDir: '../target/site',
  cacheDir: '../target/site-cache',
  base,
  // Files beside the documentation are no pages.
  ignoreDeadLinks: [/README/, /\/networks\//],
  // Pages are plain Markdown, with angle brackets that are no HTML.
  markdown: { html: true, attrs: { disable: true }, config: linkClasses },
  themeConfig: {
    search: { provider: 'local' },
    nav: [{ text: 'Classes (javadoc)', link: `${base}javadoc/index.html`, target: '_self' }],
    outline: [2, 3],
    sidebar: [
      pages('Tutorial', [['Ten steps', '/tutorial/'], ...tutorial.map(([text, file], k) => [`${k + 1}. ${text}`, `/tutorial/${file}`])]),
      pages('Using it', [
        ['Simulations', '/simulation'], ['Between two runs', '/between-runs'], ['Sweeps', '/sweeps'], ['What a run keeps', '/recording'], ['Pictures', '/plotting'],
        ['Closed loops', '/closed-loops'], ['Stimulators', '/stimulators'], ['Checkpoints', '/checkpoints'], ['Spike log', '/spike-log'], ['Spectra', '/spectra'],
        ['Scripts, IDE, jshell, Maven', '/scripts'], ['Python', '/python'], ['PyNN', '/pynn'], ['SONATA', '/sonata'], ['Documents', '/plan'],
        ['Coming from other simulators', '/coming-from'],
      ]),
      pages('Models', [
        ['The model language', '/model-language'], ['Library', '/models'], ['Plasticity', '/plasticity'], ['Dendrites and bursts', '/dendrites'],
        ['Compartmental cells', '/cells'], ['Morphology', '/morphology'], ['Continuous coupling', '/coupling'], ['Projections of low rank', '/low-rank'], ['Continuous time', '/exact'],
      ]),
      pages('Learning systems', [['Studies', '/learning'], ['Dopamine neurons', '/systems/dopamine-neurons'], ['Water maze', '/systems/water-maze'],
        ['Bandit', '/systems/bandit'], ['Set shift', '/systems/set-shift'], ['Successors', '/systems/successors'], ['Heterogeneity', '/systems/heterogeneity'],
        ['Neuromodulated distal reward', '/systems/neuromodulated-distal-reward'], ['The basal ganglia', '/systems/basal-ganglia'],
        ['Closed-loop stimulation', '/systems/closed-loop-stimulation'], ['Gains of modes', '/systems/nm-rnn'], ['Weights that are curves', '/systems/weight-manifold'],
        ['Credit that types of cells secrete', '/systems/modulated-credit'], ['Global and local plasticity', '/systems/global-local'],
        ['A car and what is not predicted', '/systems/active-predictive-coding']]),
      pages('The house', [['Architecture', '/architecture'], ['Performance', '/performance'], ['Reliability', '/reliability'], ['Tests', '/testing']]),
    ],
  },
})
