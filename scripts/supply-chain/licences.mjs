// Under which licences packages may be brought along.

const PERMISSIVE = [
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "Zlib",
  "MIT-0",
];
const ALLOWED = new Set([
  ...PERMISSIVE,
  "MPL-2.0", // its own files stay as they are
  "CC-BY-4.0", // data about browsers
]);

/** Packages whose entry says nothing that can be read, or more than is allowed everywhere, and why they may stay. */
const LOOKED_AT = [
  {
    name: /^@img\/sharp-/,
    licence: /LGPL-3\.0-or-later/,
    why: "optional, linked at run time, and not loaded: pictures are not optimised",
  },
  { name: /^launchdarkly-api$/, licence: /^Apache 2\.0$/, why: "Apache-2.0, spelled otherwise; tests alone" },
  { name: /^limiter$/, licence: /^null$/, why: "MIT by its own LICENSE.txt; tests alone" },
];

/** The packages that are under a licence that nobody allowed, in words. */
export function refusedLicences(packages) {
  const said = packages.flatMap(({ name, version, license }) => {
    if (isAllowed(license) || LOOKED_AT.some((each) => each.name.test(name) && each.licence.test(String(license))))
      return [];
    return [`${name} ${version} is under ${license ?? "no licence that its entry names"}.`];
  });
  return [...new Set(said)];
}

/** Whether an SPDX expression can be met: of `OR` one is enough, of `AND` all are needed. */
function isAllowed(license) {
  if (typeof license !== "string") return false;
  const bare = license.replace(/^\((.*)\)$/, "$1");
  return bare.split(" OR ").some((choice) => choice.split(" AND ").every((each) => ALLOWED.has(each.trim())));
}
