/// Layouts whose folders tell the environments, or the apps.
extension UsualLayout {
  static let folders = [
    UsualLayout(
      "a folder for each environment",
      [
        "environments/dev/compose.yml": services("a"), "environments/dev/.env": "A=1\n",
        "environments/prod/compose.yml": services("a"), "environments/prod/.env": "A=2\n",
      ],
      """
      dev development: environments/dev/compose.yml environments/dev/.env
      prod production: environments/prod/compose.yml environments/prod/.env
      """),
    UsualLayout(
      "fixtures of tests and samples",
      [
        "docker-compose.yml": services("web"),
        "_integration-test/ca/docker-compose.test.yml": services("ca"),
        "examples/a/docker-compose.yml": services("a"),
        "examples/b/docker-compose.yml": services("b"),
      ],
      """
      default unknown: docker-compose.yml
      not used: _integration-test/: one Compose file in a folder of tests
      not used: examples/: 2 Compose files in a folder of examples
      """),
    UsualLayout(
      "templates of other projects",
      [
        "{{cookiecutter.slug}}/compose.yaml": services("web"),
        "$name$/compose.yaml": services("web"), "[[ project ]]/deploy/compose.prod.yml": part,
        "docker-compose.{{ env }}.yml": services("web"), "docker-compose.yml.j2": "a: {{ b }}\n",
        "docker-compose.prod.yml": "services:\n  web:\n    image: {{ image }}\n",
        "compose.dev.yaml": "services:\n{% if web %}\n  web: {image: a}\n{% endif %}\n",
        "compose.ci.yaml": "services: {'{{ name }}': {image: a}}\n", ".env.prod": "A=1\n",
      ],
      """
      not used: compose.ci.yaml: it is a template: what stands in line 1 is still to be filled in
      not used: compose.dev.yaml: it is a template: what stands in line 2 is still to be filled in
      not used: docker-compose.prod.yml: it is a template: what stands in line 3 is still to be filled in
      not used: docker-compose.yml.j2: its name says that it is a sample or a copy
      not used: docker-compose.{{ env }}.yml: its name is still to be filled in, as a template's
      not used: $name$/: one Compose file in a folder of templates
      not used: [[ project ]]/: one Compose file in a folder of templates
      not used: {{cookiecutter.slug}}/: one Compose file in a folder of templates
      """),
    UsualLayout(
      "an option that the engine fills in",
      [
        "compose.yml":
          "services: {web: {image: a, logging: {options: {tag: '{{.Name}}'}}, hostname: '{{.Node.Hostname}}'}}\n"
      ],
      "default unknown: compose.yml"),
    UsualLayout(
      "a container for development",
      [
        ".devcontainer/docker-compose.yml": services("app"),
        "docker-compose.prod.yml": services("app"),
      ],
      """
      prod production: docker-compose.prod.yml
      not used: .devcontainer/: one Compose file in a folder of a container for development
      """),
    UsualLayout(
      "test and prod side by side in deploy",
      [
        "deploy/test/compose.yml": services("a"), "deploy/prod/compose.yml": services("a"),
      ],
      """
      test development: deploy/test/compose.yml
      prod production: deploy/prod/compose.yml
      """),
    UsualLayout(
      "an environment called demo",
      ["docker-compose.yml": services("web"), "docker-compose.demo.yml": part],
      """
      default unknown: docker-compose.yml
      demo staging: docker-compose.yml docker-compose.demo.yml
      """),
    UsualLayout(
      "no Compose file at all", ["ci.yml": "a: 1\n", "README.md": "docker compose\n"], ""),
  ]

  static let apps = [
    UsualLayout(
      "a repository of samples",
      [
        "angular/compose.yaml": services("web"), "django/compose.yaml": services("web"),
        "flask/compose.yaml": services("web"), "go/compose.yaml": services("web"),
        "rust/compose.dev.yaml": services("web"),
      ],
      """
      choose: angular
      choose: django
      choose: flask
      choose: go
      choose: rust
      """),
    UsualLayout(
      "a monorepo of two apps",
      [
        "api/compose.dev.yml": services("api"), "api/compose.prod.yml": services("api"),
        "web/compose.yml": services("web"), "web/compose.prod.yml": part,
      ],
      """
      api-dev development: api/compose.dev.yml
      web-default unknown: web/compose.yml
      api-prod production: api/compose.prod.yml
      web-prod production: web/compose.yml web/compose.prod.yml
      """),
    UsualLayout(
      "a system with apps of their own below it",
      [
        "compose.yml": services("web"), "compose.prod.yml": part,
        "plugins/mail/compose.yml": services("mail"),
      ],
      """
      default unknown: compose.yml
      prod production: compose.yml compose.prod.yml
      choose: plugins/mail
      """),
    UsualLayout(
      "apps in folders of operations",
      [
        "compose.dev.yml": services("web"), "compose.prod.yml": services("web"),
        "infra/localstack/compose.yml": services("aws"),
        "infra/monitoring/deploy/compose.yml": services("prometheus"),
        "docker/mail/compose.yml": services("mail"), "docker/mail/.env": "TAG=1\n",
      ],
      """
      dev development: compose.dev.yml
      prod production: compose.prod.yml
      choose: docker/mail
      choose: infra/localstack
      choose: infra/monitoring
      """),
  ]
}
