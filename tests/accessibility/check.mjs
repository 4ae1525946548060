// Looks at pages in a browser: axe's rules, sideways scroll, and what is left with JavaScript off.
// Usage: node check.mjs PAGES.json > RESULTS.json; CHROMIUM says where the browser is.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const { pages, diagrams } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const looks = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    looks.push({ colorScheme, width });
  }
}
const problems = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

async function look(queue, { colorScheme, width }) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => { if (!request.url().startsWith("file:")) { asked.push(request.url()); } });
  page.on("pageerror", (error) => asked.push(`script error: ${error.message}`));
  for (let path = queue.pop(); path; path = queue.pop()) {
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    await page.evaluate(axe);
    const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), tags);
    for (const one of found.violations) {
      const nodes = one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary.split("\n").pop().trim()}`);
      problems.push({ path, colorScheme, width, problem: `${one.id}: ${one.help}`, nodes });
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) {
      const nodes = await page.evaluate(() => [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 3).map((one) => one.outerHTML.slice(0, 120)));
      problems.push({ path, colorScheme, width, problem: `scrolls sideways by ${over} px`, nodes });
    }
    for (const url of asked.splice(0)) {
      problems.push({ path, colorScheme, width, problem: `asks for something outside, or fails: ${url}`, nodes: [] });
    }
  }
  await context.close();
}

// With its own policy in force and JavaScript off, a page shows as many words as it has.
async function lookWithoutScripts(queue) {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const scripted = await browser.newContext();
  const [one, other] = [await plain.newPage(), await scripted.newPage()];
  const refused = [];
  other.on("console", (message) => { if (message.type() === "error") { refused.push(message.text()); } });
  for (let path = queue.pop(); path; path = queue.pop()) {
    const told = [];
    for (const page of [one, other]) {
      await page.goto(pathToFileURL(path).href);
      told.push((await page.locator("main").innerText()).length);
    }
    if (told[0] < 20 || told[0] < told[1] * 0.5) {
      problems.push({ path, problem: `says less with JavaScript off: ${told.join(" of ")} letters`, nodes: [] });
    }
    for (const text of refused.splice(0)) {
      problems.push({ path, problem: `the browser refuses something: ${text}`, nodes: [] });
    }
  }
  await plain.close();
  await scripted.close();
}

// Every diagram is what Mermaid takes for a Gantt chart, and has as many tasks as it should.
async function readDiagrams() {
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.addScriptTag({ path: new URL("./node_modules/mermaid/dist/mermaid.min.js", import.meta.url).pathname });
  for (const { name, text, labels } of diagrams) {
    const answer = await page.evaluate(async ([code]) => {
      try {
        const { svg } = await window.mermaid.render("diagram", code);
        const drawn = new DOMParser().parseFromString(svg, "text/html");
        return { texts: [...drawn.querySelectorAll("text")].map((one) => one.textContent.trim()) };
      } catch (error) {
        return { error: String(error) };
      }
    }, [text]);
    if (answer.error) {
      problems.push({ path: name, problem: `Mermaid refuses it: ${answer.error}`, nodes: [text] });
    } else {
      for (const label of labels.filter((one) => !answer.texts.includes(one))) {
        problems.push({ path: name, problem: `Mermaid does not show the label '${label}'`, nodes: answer.texts.slice(0, 5) });
      }
    }
  }
  await page.close();
}

await Promise.all(looks.map((one) => look([...pages], one)).concat(lookWithoutScripts([...pages])));
await readDiagrams();
await browser.close();
console.log(JSON.stringify({ pages: pages.length, looks: looks.length, diagrams: diagrams.length, problems }));
