// Terraform, with the provider that the run script built, in a folder of its own.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The command to run, "" where there is none. */
export const command = process.env.TERRAFORM_CLI ?? "";

/** A folder with a configuration, to which Terraform is applied. */
export class Workspace {
  /** Makes the folder. Of the two registries' names for the provider, the command uses its own. */
  static async create(configuration) {
    const folder = await mkdtemp(join(process.cwd(), "workspace-"));
    const binaries = JSON.stringify(process.env.PROVIDER_FOLDER);
    const overrides = ["registry.terraform.io", "registry.opentofu.org"]
      .map((host) => `"${host}/terraform-acs/chat" = ${binaries}`)
      .join("\n");
    await writeFile(join(folder, "cli.tfrc"), `provider_installation {\n  dev_overrides {\n${overrides}\n}\n  direct {}\n}\n`);
    await writeFile(join(folder, "main.tf"), configuration);
    return new Workspace(folder);
  }

  constructor(folder) {
    this.folder = folder;
  }

  /** Runs a command and returns its exit code and what it printed. */
  async run(...given) {
    const env = {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(this.folder, "cli.tfrc"),
      CHECKPOINT_DISABLE: "1",
      SSL_CERT_FILE: process.env.NODE_EXTRA_CA_CERTS, // for the provider, which is a Go program
    };
    try {
      return { code: 0, ...(await run(command, given, { cwd: this.folder, env, maxBuffer: 1 << 26 })) };
    } catch (error) {
      return { code: error.code, stdout: error.stdout, stderr: error.stderr };
    }
  }

  async apply() {
    const { code, stdout, stderr } = await this.run("apply", "-auto-approve", "-no-color", "-input=false");
    assert.equal(code, 0, stdout + stderr);
  }

  async destroy() {
    const { code, stdout, stderr } = await this.run("destroy", "-auto-approve", "-no-color", "-input=false");
    assert.equal(code, 0, stdout + stderr);
  }

  /** The values of the outputs. */
  async outputs() {
    const { code, stdout, stderr } = await this.run("output", "-json");
    assert.equal(code, 0, stdout + stderr);
    return Object.fromEntries(Object.entries(JSON.parse(stdout)).map(([name, { value }]) => [name, value]));
  }

  /** The planned changes, as a map from address to actions and values before and after. */
  async plan() {
    const planned = await this.run("plan", "-out=plan", "-no-color", "-input=false");
    assert.equal(planned.code, 0, planned.stdout + planned.stderr);
    const { code, stdout, stderr } = await this.run("show", "-json", "plan");
    assert.equal(code, 0, stdout + stderr);
    const changes = JSON.parse(stdout).resource_changes.filter(({ change }) => change.actions.join() !== "no-op");
    return Object.fromEntries(changes.map(({ address, change }) => [address, change]));
  }
}
