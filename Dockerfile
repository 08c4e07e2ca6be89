# Two stages: one builds the front end and the environment, the other carries only what runs, as an ordinary user.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN python -m venv /venv \
 && /venv/bin/pip install --require-hashes -r requirements/runtime.txt \
 && python -m venv /node \
 && /node/bin/pip install --require-hashes -r requirements/build.txt
COPY package.json package-lock.json .npmrc ./
COPY platform/theme platform/theme
COPY templates templates
RUN PYTHONPATH=/app/platform /node/bin/python platform/theme/build.py
COPY . .
RUN PYTHONPATH=/app:/app/platform SPLOT_DATA_DIR=/tmp/build /venv/bin/python manage.py compile_catalogues \
 && PYTHONPATH=/app:/app/platform SPLOT_PROFILE=embedded SPLOT_DATA_DIR=/tmp/build SPLOT_STATIC_ROOT=/app/var/static \
    SPLOT_STATIC_MANIFEST=1 /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && rm -rf node_modules /tmp/build .git

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/venv/bin:$PATH \
    PYTHONPATH=/app:/app/platform SPLOT_DATA_DIR=/data SPLOT_STATIC_ROOT=/app/var/static SPLOT_PROFILE=production
RUN groupadd --system splot && useradd --system --gid splot --home-dir /data --no-create-home splot \
 && mkdir /data && chown splot:splot /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER splot
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import sys, urllib.request as u; r = u.Request('http://127.0.0.1:8000/zdrowie/', headers={'Host': 'localhost'}); sys.exit(u.urlopen(r, timeout=4).status != 200)"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "config.wsgi:application"]
