"""The production server: gunicorn with a worker, a master and a log of ours.

`server` puts it together, `worker` waits for slow clients so that no thread has to, `master`
replaces workers without a failed request, `companion` keeps the processes beside them.
"""
