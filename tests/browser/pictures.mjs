/// The guide's pictures of the report: GONGXU_PICTURES=FOLDER node pictures.mjs OUT, of FOLDER/zh/report.html and FOLDER/en/report.html.
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const out = process.argv[2];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
// So high that what a picture shows is drawn at once: charts are drawn when they come near the window.
const context = await browser.newContext({ viewport: { width: 1180, height: 2400 }, reducedMotion: 'reduce' });
for (const language of ['zh', 'en']) {
  const page = await context.newPage();
  await page.goto('file://' + resolve(process.env.GONGXU_PICTURES, language, 'report.html'));
  await page.addStyleTag({ content: '.controls { position: static !important; }' }); // else they lie over what is below
  const take = async (name, selector, height) => {
    const element = page.locator(selector).first();
    await element.scrollIntoViewIfNeeded();
    await page.waitForTimeout(1500); // charts come with the viewport
    const box = await element.boundingBox();
    const scrolled = await page.evaluate(() => window.scrollY);
    const clip = { x: 0, y: box.y + scrolled, width: 1180, height: Math.min(box.height, height) };
    await page.screenshot({ path: join(out, `${name}.${language}.png`), fullPage: true, clip });
  };
  await take('report-top', 'body', 1450);
  await take('service', 'section.service[data-service="childcare"]', 1150);
  await take('pyramid', 'section#people figure:has([data-chart="pyramid"])', 700);
  await page.close();
}
await browser.close();
