# What this project can do. Each command prepares what it needs first; running one again is quick and harmless.

PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
ifeq ($(PYTHON),)
$(error This project needs Python 3.11 or newer with its venv module. Install it and run make again)
endif
VENV_PYTHON := .venv/bin/python

.PHONY: help run dev serve worker backup-key backup restore test quality audit bench lock packages dev-packages

help:
	@echo "make run      the whole site with demonstration content on http://127.0.0.1:8000 (HOST= and PORT= move it)"
	@echo "make dev      the same with Django's reloading development server"
	@echo "make test     every test, on SQLite, on PostgreSQL and in a real Chromium"
	@echo "make serve    production, set up from the environment or .env (see .env.example)"
	@echo "make worker   beside it, in production: sends the mail, keeps search, guide and pages up to date, deletes on time"
	@echo "make backup-key  the key that opens backups, made on a computer of your own: FILE=file (docs/backup.md)"
	@echo "make backup   the whole site in one sealed file, while it runs: TO=folder, KEEP=how many stay (docs/backup.md)"
	@echo "make restore  the way back: FROM=file KEY=file"
	@echo "make quality  Lighthouse, the Nu HTML checker, page weight, bandit and the architecture (Node and Java)"
	@echo "make audit    known weaknesses of all packages; fails when it cannot look them up"
	@echo "make lock     the locks anew after a change of requirements*.txt; UPGRADE=1 also renews what these do not name"
	@echo "make bench    how fast pages, the guide's PDF and searches are, as tables and in bench/results.json (fifteen minutes)"

run:
	@$(PYTHON) -m scripts.run

dev:
	@$(PYTHON) -m scripts.run --dev

serve: packages
	@$(VENV_PYTHON) -m scripts.serve

worker: packages
	@$(VENV_PYTHON) manage.py work

backup-key: packages
	@$(VENV_PYTHON) -m scripts.backup_key $(if $(FILE),"$(FILE)")

backup: packages
	@$(VENV_PYTHON) manage.py backup $(if $(TO),"$(TO)") $(if $(KEEP),--keep "$(KEEP)")

restore: packages
	@$(VENV_PYTHON) manage.py restore "$(FROM)" --key "$(KEY)"

test:
	@$(PYTHON) -m scripts.suite

quality: dev-packages
	@$(VENV_PYTHON) -m scripts.quality

audit: dev-packages
	@$(VENV_PYTHON) -m scripts.audit

bench: dev-packages
	@$(VENV_PYTHON) -m bench

lock:
	@UPGRADE="$(UPGRADE)" $(PYTHON) -m scripts.renew_locks

packages:
	@$(PYTHON) -m scripts.packages requirements.txt

dev-packages:
	@$(PYTHON) -m scripts.packages requirements-dev.txt
