// Takes the pictures of the README. Usage: node screenshots.mjs FOLDER OUT, with the pages that `make screenshots` makes.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, out] = process.argv.slice(2).map((one) => resolve(one));
const pictures = [
  { name: "report", page: "status.html", width: 1280, height: 900, at: "figure.curve >> nth=0" },
  { name: "site", page: "site/index.html", width: 1280, height: 900 },
  { name: "actions-dark", page: "site/sor-troms/2/actions.html", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone", page: "site/kongsvinger/2/indicators/net-new-jobs.html", width: 360, height: 760 },
];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name, page: path, width, height, colorScheme, at } of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: colorScheme || "light" });
  await page.goto(pathToFileURL(join(folder, path)).href);
  if (at) {
    await page.locator(at).evaluate((one) => one.scrollIntoView());
  }
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.close();
}
await browser.close();
