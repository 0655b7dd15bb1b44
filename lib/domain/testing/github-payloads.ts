/** The words of GitHub's deliveries about one repository, for what reads them. */
export const githubRepository = { full_name: "payments/ledger" };
/** A commit of forty times the same digit. */
export const sha = (digit: string) => digit.repeat(40);
/** A workflow run that has ended, of the commit of a release branch. */
export const run = (commit: string, version: string, createdAt: string, more: object = {}) => ({
  action: "completed",
  workflow_run: {
    name: "CI",
    head_sha: commit,
    head_branch: `release/${version}`,
    status: "completed",
    conclusion: "success",
    created_at: createdAt,
    updated_at: createdAt,
    html_url: "https://github.example.com/payments/ledger/actions/runs/1",
    head_commit: { message: "Round interest", author: { name: "Mara", email: "mara@example.com" } },
    ...more,
  },
  repository: githubRepository,
});
/** A check of a commit: under way without a conclusion. */
export const checkRun = (commit: string, conclusion: string | null, at: string) => ({
  action: conclusion === null ? "created" : "completed",
  check_run: {
    name: "unit",
    head_sha: commit,
    status: conclusion === null ? "in_progress" : "completed",
    conclusion,
    started_at: at,
    completed_at: conclusion === null ? null : at,
  },
  repository: githubRepository,
});
