#!/usr/bin/env python3
"""Writes a repository of many environments for triptych: generate.py FOLDER [ENVIRONMENTS] [SERVICES] [SECRETS],
or of many apps that declare nothing: generate.py --apps FOLDER [APPS].

Each environment has about ten settings a service, most of them equal in all, one in twenty not. With secrets, each
environment has this many passwords of its own, and each service uses one of them in a URL.
"""
import hashlib
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def environment(name):
    return f"""schema_version: 1
environment:
  tier: staging
  extends: base
target:
  project: load-{name}
  compose_files: [docker/docker-compose.{name}.yml]
  env_files: [docker/.env.{name}]
endpoints:
  public: https://{name}.trading.example
"""


def variables(number, secrets):
    lines = [f"API_PORT={20000 + number}", "TRADING_API_VERSION=1.0.0"]
    lines += [f"SETTING_{i:02}=value-{i if i % 20 else number}" for i in range(50)]
    lines += [f"DATABASE_PASSWORD_{i:02}={password(number, i)}" for i in range(secrets)]
    return "\n".join(lines) + "\n"


def password(number, i):
    return hashlib.sha256(f"{number}/{i}".encode()).hexdigest()[:24]


def service(name, i, number, secrets):
    differs = number if i % 20 == 0 else 0
    url = f"      DATABASE_URL: postgres://app:${{DATABASE_PASSWORD_{i % secrets:02}}}@db/app\n" if secrets else ""
    return f"""  {name}:
    image: example/{name}:${{TRADING_API_VERSION}}
    restart: unless-stopped
    environment:
      SETTING: ${{SETTING_{i % 50:02}}}
{url}    healthcheck:
      test: [CMD, /{name}, healthcheck]
      interval: 2s
    deploy:
      replicas: {1 + differs % 3}
      resources:
        limits:
          cpus: "0.50"
          memory: {128 + differs}M
    logging:
      driver: local
"""


def repository(folder, environments=50, services=200, secrets=0):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "../configs/environment"), f"{folder}/configs/environment",
                    ignore=lambda _, names: [n for n in names if n != "base.yaml"])
    for number in range(1, environments + 1):
        name = f"env{number:02}"
        names = ["api", "quotes"] + [f"service-{i:03}" for i in range(2, services)]
        write(f"{folder}/configs/environment/{name}.yaml", environment(name))
        write(f"{folder}/docker/.env.{name}", variables(number, secrets))
        write(f"{folder}/docker/docker-compose.{name}.yml",
              f"name: load-{name}\nservices:\n" + "".join(service(n, i, number, secrets) for i, n in enumerate(names)))
    return folder


def apps(folder, count=40):
    """A repository of many apps that declare nothing: ten Compose files each, six of them environments, and env files."""
    shutil.rmtree(folder, ignore_errors=True)
    stages = ["dev", "test", "staging", "qa", "demo", "prod"]
    for number in range(count):
        app = f"{folder}/apps/app-{number:02}"
        names = [f"service-{i}" for i in range(8)]
        files = ["compose.yaml", "compose.override.yaml", "compose.monitoring.yaml", "compose.backup.yaml"]
        for path in files + [f"compose.{stage}.yaml" for stage in stages]:
            write(f"{app}/{path}", "services:\n" + "".join(service(n, i, number, 0) for i, n in enumerate(names)))
        for stage in stages:
            write(f"{app}/.env.{stage}", variables(number, 0))
    return folder


if __name__ == "__main__":
    if sys.argv[1:2] == ["--apps"]:
        sys.exit(print(apps(sys.argv[2], *map(int, sys.argv[3:]))))
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(repository(sys.argv[1], *map(int, sys.argv[2:])))
