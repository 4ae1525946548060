// Holds pages against the HTML standard. Usage: node validate.mjs PAGES.json > RESULTS.json
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const config = JSON.parse(readFileSync(new URL("./htmlvalidate.json", import.meta.url), "utf8"));
const validator = new HtmlValidate(new StaticConfigLoader(config));
const problems = [];
const pages = JSON.parse(readFileSync(process.argv[2], "utf8")).pages;
for (const path of pages) {
  const report = await validator.validateString(readFileSync(path, "utf8"), path);
  for (const { messages } of report.results) {
    for (const one of messages) {
      problems.push(`${path}:${one.line}:${one.column}: ${one.ruleId}: ${one.message}`);
    }
  }
}
console.log(JSON.stringify({ pages: pages.length, problems }));
