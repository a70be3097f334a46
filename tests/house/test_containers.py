"""The Dockerfile and compose.yml: what they promise can be read there; no container is built here."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.conftest import HOUSE

SERVICE: dict[str, type] = {
    "build": str, "cap_drop": list, "command": list, "depends_on": dict, "deploy": dict, "env_file": str,
    "environment": dict, "expose": list, "healthcheck": dict, "image": str, "ports": list, "read_only": bool,
    "restart": str, "security_opt": list, "stop_grace_period": str, "tmpfs": list, "volumes": list,
}  # fmt: skip
CONDITIONS = ("service_started", "service_healthy", "service_completed_successfully")
LINE = re.compile(r"^([A-Z]+) (.+)$")


def lines() -> list[tuple[str, str]]:
    """Gives the instructions of the Dockerfile, in their order."""
    text = (HOUSE / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [found.groups() for line in text.splitlines() if (found := LINE.match(line))]  # type: ignore[misc]  # two


def last() -> dict[str, str]:
    """Gives what the image itself says: the instructions after the last FROM."""
    told = lines()
    begins = max(number for number, (word, _) in enumerate(told) if word == "FROM")
    return dict(told[begins:])


def services() -> dict[str, Any]:
    """Gives the services of compose.yml."""
    return dict(yaml.safe_load((HOUSE / "compose.yml").read_text("utf-8"))["services"])


def test_the_image_runs_as_nobody_special_and_says_how_it_is():
    image = last()

    assert image["USER"] not in ("root", "0")
    assert "/readyz" in image["HEALTHCHECK"]
    assert image["CMD"] == '["serve"]'


def test_the_image_is_of_a_python_that_tandem_runs_on_and_installs_only_what_is_pinned():
    froms = {rest.split()[0] for word, rest in lines() if word == "FROM"}
    (image,) = froms

    assert image.startswith("python:3.11")
    assert any("--require-hashes" in rest for word, rest in lines() if word == "RUN")


def test_nothing_that_is_secret_stands_in_the_image():
    told = " ".join(rest for word, rest in lines() if word in ("ENV", "ARG"))

    assert not re.search(r"TOKEN|SECRET|PASSWORD|KEYS", told)


def test_two_of_tandem_share_one_database_behind_a_proxy():
    found = services()

    assert set(found) == {"database", "migrate", "tandem", "proxy"}
    assert found["tandem"]["deploy"]["replicas"] == 2
    assert found["tandem"]["environment"]["DATABASE_URL"].startswith("postgresql://")
    assert "ports" not in found["tandem"]
    assert found["tandem"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert "tandem:8080" in found["proxy"]["command"]


def test_the_figures_of_each_replica_can_be_collected_beside_it_and_from_nowhere_else():
    found = services()

    assert found["tandem"]["environment"]["OPS_LISTEN"] == "0.0.0.0:8081"
    assert not [service for service in found.values() for port in service.get("ports", ()) if "8081" in port]
    assert not [word for word in found["proxy"]["command"] if "8081" in word]


def test_what_compose_sets_is_a_setting():
    names = {name.upper() for name in Settings.model_fields}

    for service in ("tandem", "migrate"):
        assert set(services()[service]["environment"]) <= names


def test_compose_says_only_what_compose_understands():
    """What is used here of the Compose specification: docs.docker.com/reference/compose-file."""
    whole = yaml.safe_load((HOUSE / "compose.yml").read_text("utf-8"))
    volumes = {
        mounted.split(":")[0] for service in services().values() for mounted in service.get("volumes", ())
        if not mounted.startswith((".", "/"))
    }  # fmt: skip

    assert {key for key in whole if not key.startswith("x-")} <= {"name", "services", "volumes"}
    assert volumes == set(whole["volumes"])
    for name, service in services().items():
        assert service.keys() <= SERVICE.keys(), name
        assert all(isinstance(value, SERVICE[key]) for key, value in service.items()), name
        assert service.get("restart", "no") in ("no", "always", "on-failure", "unless-stopped")
        assert service.get("depends_on", {}).keys() <= services().keys()
        for needed in service.get("depends_on", {}).values():
            assert needed["condition"] in CONDITIONS
        assert service.get("healthcheck", {}).keys() <= {"test", "interval", "timeout", "retries", "disable"}


def test_no_password_stands_in_compose():
    text = (HOUSE / "compose.yml").read_text("utf-8")

    assert set(re.findall(r"PASSWORD: (.+)", text)) == {"${POSTGRES_PASSWORD:?write it into .env}"}


def test_hadolint_has_nothing_to_say():
    beside = Path(sys.executable).with_name("hadolint")
    hadolint = str(beside) if beside.exists() else shutil.which("hadolint")
    if not hadolint:
        pytest.skip("no hadolint here")
    run = subprocess.run([hadolint, str(HOUSE / "Dockerfile")], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout) == (0, "")
