import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

type Found = { executablePath: string; env: Record<string, string> };

/** The first Chromium there is: a given one, Playwright's own, the system's, else the one that comes packed from npm. */
export async function findBrowser(): Promise<Found> {
  const places = [
    process.env["CHROMIUM_PATH"],
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  const executablePath = places.find((place) => place && fs.existsSync(place));
  return executablePath && !process.env["PACKED_CHROMIUM"] ? { executablePath, env: {} } : unpackBrowser();
}

/** Unpacks below node_modules, since the usual temporary folder would be shared with other users. */
async function unpackBrowser(): Promise<Found> {
  const home = path.join(process.cwd(), "node_modules/.cache/packed-chromium");
  fs.mkdirSync(home, { recursive: true });
  const { TMPDIR: before } = process.env;
  process.env["TMPDIR"] = home;
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs22.x"; // brings its libraries along, so that no system package is needed
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const executablePath = await packed.executablePath();
    return {
      executablePath,
      env: { LD_LIBRARY_PATH: path.join(home, "al2023/lib"), FONTCONFIG_FILE: nameFonts(home) },
    };
  } finally {
    delete process.env["AWS_LAMBDA_JS_RUNTIME"];
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** Its own font settings look in folders that are not there, and a browser without any font ends in mid-page. */
function nameFonts(home: string): string {
  const file = path.join(home, "fonts.conf");
  const folders = [path.join(home, "fonts"), "/usr/share/fonts"].map((folder) => `<dir>${folder}</dir>`).join("");
  fs.writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${path.join(home, "font-cache")}</cachedir></fontconfig>\n`,
  );
  return file;
}

/** Flags for a browser that runs without a screen, a graphics card or the internet. */
export const BROWSER_FLAGS = [
  ...(os.userInfo().uid === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
