NAME = "{{ cookiecutter.name }}"
FEATURES = {{ cookiecutter.features | jsonify }}
{% for f in cookiecutter.features %}{{ f | upper }} {{ loop.index0 }}
{% endfor %}${{ cookiecutter.name }}
