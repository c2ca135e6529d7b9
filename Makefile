# Every target is a thin call of `python3 -m scripts`, which needs nothing but Python 3.8 or newer.
PYTHON ?= python3
SCRIPTS := $(PYTHON) -m scripts
ONLY ?=

ifdef PORT
export SAFEGUARDING_PORT := $(PORT)
endif
ifdef DATA
export SAFEGUARDING_DATA := $(DATA)
endif

.DEFAULT_GOAL := help
.PHONY: run test train check content lint format bench evaluate safety hazards privacy static-contacts web accessibility audit fuzz security locks hooks clean help

run: ## Set up what is missing and run the assistant; PORT=8000 and DATA=folder may be given.
	$(SCRIPTS) run

test: ## Run every check and test in both environments; ONLY=gateway or ONLY=tests/scripts narrows it.
	$(SCRIPTS) test $(ONLY)

train: ## Train the model if content or configuration changed.
	$(SCRIPTS) train

check: ## Check all content and print every problem with its file and remedy.
	$(SCRIPTS) check

content: ## Write one page with every answer, its sources, sentences and problems, to read in a browser.
	$(SCRIPTS) content

lint: ## Check style and types (ruff, mypy) without changing anything.
	$(SCRIPTS) lint

format: ## Put all Python files into the project's style.
	$(SCRIPTS) tool ruff check --fix .
	$(SCRIPTS) tool ruff format .

bench: ## Measure speed, memory, start and training times through the gateway.
	$(SCRIPTS) bench

evaluate: ## Measure how well sentences never trained on are understood; FOLDS=1 also cross-validates.
	$(SCRIPTS) evaluate $(if $(FOLDS),--cross-validate)

safety: ## Measure how surely danger is heard, with the whole service and without Rasa.
	$(SCRIPTS) safety

hazards: ## Write the hazard log docs/hazards.md anew from docs/hazards.yml.
	$(SCRIPTS) tool scripts.hazards

privacy: ## Renew docs/privacy.md and docs/atrs.md from code, settings and content.
	$(SCRIPTS) tool scripts.privacy_page

static-contacts: ## Write the contacts as one page to host anywhere; FOLDER=… chooses where.
	$(SCRIPTS) tool scripts.static_contacts $(FOLDER)

web: ## Measure the public widget in a browser and write the figures into docs/web.md.
	$(SCRIPTS) tool scripts.web_figures

accessibility: ## Put every state of the pages to the axe tests and write docs/accessibility.json.
	$(SCRIPTS) tool scripts.accessibility

audit: ## List every pinned package, its licence and why it is here; INDEX=… also asks when it was released.
	$(SCRIPTS) tool scripts.audit $(INDEX)

fuzz: ## Send 20,000 messages that nobody means well with to a real gateway; COUNT=… sends others.
	$(SCRIPTS) tool scripts.fuzz $(COUNT)

security: ## Write docs/security.md anew from docs/security.yml, settings and headers.
	$(SCRIPTS) tool scripts.security_page

locks: ## Write the hashed locks in requirements/ anew; UPGRADE=1 takes the newest versions.
	$(SCRIPTS) locks $(if $(UPGRADE),--upgrade)

hooks: ## Install the pre-commit hooks.
	$(SCRIPTS) tool pre_commit install

clean: ## Remove environments, trained models and caches; databases and logs stay.
	$(SCRIPTS) clean

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
