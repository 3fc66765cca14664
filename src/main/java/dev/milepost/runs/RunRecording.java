package dev.milepost.runs;
class RunRecording {}
