import { Command, CommanderError } from "commander";
import { explainStop } from "@/lib/boot/explain-stop";
import { acceptRestoreHere, printHeadKey, verifyAudit } from "./audit";
import { createMember } from "./create-member";
import { createTokenFor } from "./create-token";
import { demo } from "./demo";
import { doctor } from "./doctor";
import { createGatewayHere, listGatewaysHere, revokeGatewayHere } from "./gateway";
import { exportRoutesHere, importRoutesHere } from "./gateway-routes";
import { issueReset } from "./issue-reset";
import { pruneAudit } from "./prune-audit";
import { resetFactorHere } from "./reset-factor";
import { revoke } from "./revoke-token";
import { unbind } from "./unbind";

const program = new Command("latchkey")
  .description(
    "The operator's command line of Latchkey. It works on the server's database, whether the server runs or not.",
  )
  .exitOverride()
  .showHelpAfterError();

const member = program.command("member").description("Members of the account");
member
  .command("create")
  .description("Add a member: prints an invitation link, or takes a password on standard input")
  .requiredOption("--email <address>", "the member's e-mail address")
  .requiredOption("--role <role>", "no_access, reader, writer, admin or owner")
  .option("--name <name>", "the member's name; with --password-stdin only")
  .option("--password-stdin", "read the password from standard input, so that the member can sign in at once")
  .action(createMember);
member
  .command("reset-link")
  .description("Print a one-time link with which a member sets a new password")
  .requiredOption("--email <address>", "the member's e-mail address")
  .action(issueReset);
member
  .command("unbind")
  .description("Forget who a member is at the issuer of single sign-on, and end their sessions")
  .requiredOption("--email <address>", "the member's e-mail address")
  .action(unbind);
member
  .command("reset-second-factor")
  .description("Remove a member's authenticator app and recovery codes; they sign in with their password again")
  .requiredOption("--email <address>", "the member's e-mail address")
  .action(resetFactorHere);

const token = program.command("token").description("Access tokens");
token
  .command("create")
  .description("Create a member's personal token and print its secret, once, alone on standard output")
  .requiredOption("--member <address>", "the member's e-mail address")
  .requiredOption("--name <name>", "what will use the token")
  .requiredOption("--role <role>", "reader, writer, admin or owner")
  .option("--expires-in-days <days>", "when it stops working; never, if left out")
  .action(createTokenFor);
token
  .command("revoke")
  .description("End a token for good")
  .argument("<id>", "the token's id")
  .option("--reason <text>", "for the audit log", "")
  .action(revoke);

const gateway = program.command("gateway").description("Gateways: proxies and services that ask what tokens may do");
gateway
  .command("create")
  .description("Make a gateway and print its credential, once, alone on standard output")
  .requiredOption("--name <name>", "what will ask")
  .option("--by-routes", "route rules say what its requests are; else the proxy names action and resource itself")
  .action(createGatewayHere);
gateway
  .command("list")
  .description("The gateways that work: id, last four characters, who says what a request is, name")
  .action(listGatewaysHere);
gateway
  .command("revoke")
  .description("End a gateway's credential for good")
  .argument("<id>", "the gateway's id")
  .action(revokeGatewayHere);
const routes = gateway.command("routes").description("Route rules: which requests are which action on which resource");
routes.command("export").description("Print the rules as JSON on standard output").action(exportRoutesHere);
routes
  .command("import")
  .description("Replace all rules by those of a JSON file; they hold when the command ends")
  .argument("<file>", "the file, or - for standard input")
  .action(importRoutesHere);

const audit = program.command("audit").description("The audit log's chain");
audit
  .command("verify")
  .description(
    "Read the whole log and name the first entry that was altered, is missing, was inserted, reordered or cut off: exit status 1 then",
  )
  .option("--heads <file>", "heads that were exported; the file of LATCHKEY_AUDIT_HEADS_FILE, if left out")
  .action(verifyAudit);
audit
  .command("accept-restore")
  .description(
    "Let an installation go on whose database was restored from an older backup; all tokens of it are paused, since any may have been revoked since",
  )
  .option("--heads <file>", "heads that were exported; the file of LATCHKEY_AUDIT_HEADS_FILE, if left out")
  .option("--keep-tokens", "leave tokens as the backup has them")
  .action(acceptRestoreHere);
audit
  .command("prune")
  .description("Remove the oldest part of the log, behind a signed checkpoint, so that the rest still verifies")
  .requiredOption("--before <day>", "entries of before that day go, in UTC; those of the last 30 days stay")
  .action(pruneAudit);
audit
  .command("key")
  .description("Print the public key by which exported heads can be checked elsewhere")
  .action(printHeadKey);

program
  .command("doctor")
  .description("Check configuration, database, migrations and keys, and tell the token rules: a line each")
  .action(doctor);
program.command("demo").description("Fill an empty instance with a believable account to try things on").action(demo);

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else explainStop(error);
  }
}

void main();
