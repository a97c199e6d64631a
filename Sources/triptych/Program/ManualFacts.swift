import Loading

/// What the manual page says beside the commands.
enum ManualFacts {
  static let exitStatus =
    [".Sh EXIT STATUS"]
    + Roff.list(
      [
        ("0", "Yes."),
        ("1", "The answer is no: invalid, unhealthy, launch failed, differs with --exit-code."),
        ("64", "The command line is wrong."),
        ("69", "The engine cannot be reached."),
        ("70", "A defect of triptych."),
        ("75", "Another operation holds the environment."),
        ("77", "Refused: it needs --yes or --confirm with the name."),
        ("124", "A deadline passed."),
        ("130", "Cancelled."),
      ], width: "124")

  static let environment =
    [".Sh ENVIRONMENT"]
    + Roff.list(
      [
        ("DOCKER_HOST", "The engine of environments that name no context. Beats DOCKER_CONTEXT."),
        ("DOCKER_CONTEXT", "The docker context of environments that name none."),
        ("DOCKER_CONFIG", "The folder of docker's own settings and plugins; ~/.docker by default."),
        ("EDITOR, VISUAL", "What opens a file at its line; VISUAL is asked first."),
        ("LANG, LC_ALL, LC_CTYPE", "Without UTF-8 the frames are drawn in ASCII."),
        ("NO_COLOR", "When set, nothing is coloured."),
        ("TERM", "What the terminal can do. With dumb the overview is printed once, as text."),
      ], width: "DOCKER_CONTEXT")

  static let files =
    [".Sh FILES"]
    + Roff.list(
      [
        ("configs/environment/*.yaml", "The environments; base.yaml is what the others extend."),
        ("configs/environment/*.local.yaml", "Overrides of one checkout, kept out of git."),
        ("configs/accepted-differences.yaml", "Differences that somebody found right."),
        ("docker/.env.*", "What interpolates the Compose files."),
        (".triptych/run", "Rendered configuration that containers mount."),
        (".triptych/secrets", "Keys, certificates and passwords; to be backed up."),
        (".triptych/activity.jsonl", "Intent and outcome of every act."),
        (".triptych/triptych.log", "Every docker command, exactly as run, with its result."),
      ], width: "Ds")
}
