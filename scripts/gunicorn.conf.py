"""Gunicorn, in de demo en als begin voor productie. Het logboek van de server krijgt nooit een zoekvraag."""

workers = 2
worker_class = "gthread"  # een browser die een verbinding open laat, houdt zo geen hele werker bezet
threads = 4
timeout = 60
graceful_timeout = 10
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(M)sms'
control_socket_disable = True  # die zou buiten de projectmap staan
worker_tmp_dir = "/dev/shm" if __import__("os").path.isdir("/dev/shm") else None
