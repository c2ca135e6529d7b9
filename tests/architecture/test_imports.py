"""The import rules of the architecture, read from the source."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("knowledge", "bot", "actions", "gateway")
FORBIDDEN = {
    "knowledge": {
        "bot",
        "actions",
        "gateway",
        "rasa",
        "rasa_sdk",
        "fastapi",
        "pydantic",
        "spacy",
    },
    "bot": {"actions", "gateway", "rasa_sdk", "fastapi"},
    "actions": {"bot", "gateway", "rasa", "fastapi", "sqlalchemy"},
    "gateway": {"bot", "actions", "rasa", "rasa_sdk", "tensorflow"},
    "scripts": {"bot", "actions", "rasa", "fastapi"},
}
PURE_BOT = (
    "answer_search",
    "area_names",
    "errors",
    "judgement",
    "label_model",
    "labels",
    "questions",
    "staged_model",
)
"""Logic that components wrap: importable without Rasa."""
PURE_KNOWLEDGE = {"sqlalchemy", "alembic", "structlog"}
STORING = {
    "store",
    "tables",
    "database",
    "library",
    "journal",
    "__main__",
    "env",
    "0001_editions",
}
VAGUE = {"utils", "helpers", "common", "manager", "base", "misc"}


def _imports(path: Path) -> set[str]:
    """First names of everything a module imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_a_package_imports_only_what_it_may(package: str) -> None:
    modules = _modules(package)
    assert modules
    broken = {
        str(path.relative_to(ROOT)): sorted(bad)
        for path in modules
        if (bad := _imports(path) & FORBIDDEN[package])
    }
    assert not broken


def test_the_logic_of_the_bot_needs_no_rasa() -> None:
    for name in PURE_BOT:
        imports = _imports(ROOT / "bot" / f"{name}.py")
        assert not imports & {"rasa", "tensorflow", "spacy"}, name


def test_the_logic_of_the_knowledge_needs_no_database() -> None:
    for path in _modules("knowledge"):
        if path.stem not in STORING and "migrations" not in path.parts:
            assert not _imports(path) & PURE_KNOWLEDGE, path.name


def test_danger_is_heard_without_rasa_or_a_trained_model() -> None:
    """What the gateway hears with when Rasa is silent must load anywhere."""
    for name in ("alarm", "danger", "language", "watch", "alarm_message"):
        imports = _imports(ROOT / "knowledge" / f"{name}.py")
        assert imports <= {*sys.stdlib_module_names, "knowledge", "yaml"}, name


@pytest.mark.parametrize("package", [*PACKAGES, "scripts"])
def test_files_are_named_after_one_noun_and_say_what_they_are_for(package: str) -> None:
    for path in _modules(package):
        assert path.stem not in VAGUE, path
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path} does not say what it is for"


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_opened_at_import(package: str) -> None:
    """No engine, settings, file or client at module level."""
    for path in _modules(package):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                calls = {
                    _called(n) for n in ast.walk(node.value) if isinstance(n, ast.Call)
                }
                bad = calls & {
                    "open",
                    "read_text",
                    "create_engine",
                    "Settings",
                    "Store",
                    "read",
                }
                assert not bad, f"{path}:{node.lineno} calls {bad} at import"


def _called(call: ast.Call) -> str:
    target = call.func
    return (
        target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
    )


def test_no_file_holds_a_path_of_a_machine_or_a_registry() -> None:
    tell_tale = (
        "/" + "work/",
        "/" + "tmp/env",
        "pypi." + "org",
        "files.python" + "hosted",
    )
    tracked = [
        path
        for pattern in (
            "**/*.py",
            "**/*.yml",
            "**/*.md",
            "**/*.txt",
            "**/*.in",
            "Makefile",
        )
        for path in ROOT.glob(pattern)
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]
    assert tracked
    for path in tracked:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in tell_tale if word in text], path
