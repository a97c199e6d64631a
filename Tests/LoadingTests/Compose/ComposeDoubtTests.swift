import Environments
import Loading
import Testing

/// Compose's answer counts; where triptych evaluates otherwise, that is a defect of triptych.
struct `What triptych evaluates otherwise than Compose` {
  private func doubts(answer: String) -> [String] {
    let compose = """
      services:
        a:
          image: x:${TAG}
          environment: ["URL=https://${HOST}", HOST, "R=${TRIPTYCH_REVISION}", "P=${DB_PASSWORD}"]
      """
    let project = Project([
      "configs/environment/dev.yaml": """
      environment: {tier: development}
      target: {compose_files: [c.yml], env_files: [.env.dev]}
      """,
      ".env.dev": "TAG=1\nHOST=localhost\nDB_PASSWORD=hunter2hunter2\n", "c.yml": compose,
    ])
    let request = project.request()
    return load(request).resolved(
      ["dev": .model(json: answer, warnings: [])], root: "/repo", read: request.read,
      fingerprint: request.fingerprint
    ).environments[0].doubts
  }

  private func answer(image: String, url: String, host: String) -> String {
    """
    {"services": {"a": {"image": "\(image)", "environment": {"URL": "\(url)", "HOST": "\(host)", \
    "R": "unrendered", "P": "other"}}}}
    """
  }

  @Test func `is nothing where they agree, and no secret is compared`() {
    #expect(doubts(answer: answer(image: "x:1", url: "https://localhost", host: "localhost")) == [])
  }

  @Test func `is told by key and place, without the values`() {
    #expect(
      doubts(answer: answer(image: "x:2", url: "https://shop", host: "shop")) == [
        "services.a.environment.HOST at c.yml:4:42", "services.a.environment.URL at c.yml:4:19",
        "services.a.image at c.yml:3:12",
      ])
  }
}
